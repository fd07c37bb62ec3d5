import { messages } from "../messages";

export const t = messages({
  loadOf: ["Load of {instance}", "{instance}의 부하"],
  loadOfAll: ["Load of all instances", "모든 인스턴스의 부하"],
  loadHow: ["statements that run at once, by family", "동시에 실행되는 구문 수, 구문 계열별"],
  nothingRan: ["Nothing ran in this stretch of time, or nobody watched.", "이 기간에 실행된 것이 없거나, 감시하지 않았습니다."],
  others: ["all others", "나머지 전부"],
  byTime: ["in this stretch of time, by time; beside the period before", "이 기간, 시간순. 이전 기간과 나란히"],

  changed: ["What changed against the period before", "이전 기간과 달라진 점"],
  changedHow: ["load is the time of all calls, divided by the stretch", "부하는 모든 호출 시간을 기간으로 나눈 값"],
  nothingBefore: ["There is nothing to compare with: the period before has no figures.", "비교할 것이 없습니다. 이전 기간의 수치가 없습니다."],
  family: ["Statement family", "구문 계열"],
  before: ["Before", "이전"],
  now: ["Now", "지금"],
  difference: ["Difference", "차이"],
  change: ["Change", "변화"],
  calls: ["Calls", "호출"],
  isNew: ["new", "새로 나타남"],
  isGone: ["gone", "사라짐"],
});
