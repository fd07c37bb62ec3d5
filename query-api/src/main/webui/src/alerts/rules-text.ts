import { messages } from "../messages";

export const t = messages({
  rules: ["Rules", "규칙"],
  rulesHow: ["what is watched for; collectors go by changes within seconds", "무엇을 감시하는지. 바꾸면 수집기가 몇 초 안에 따릅니다"],
  noRules: ["None.", "없습니다."],
  rule: ["Rule", "규칙"],
  kind: ["Kind", "종류"],
  condition: ["When", "조건"],
  severity: ["Severity", "심각도"],
  instances: ["Instances", "인스턴스"],
  instancesHow: ["Instances (none: all)", "인스턴스 (없으면 전체)"],
  all: ["all", "전체"],
  state: ["State", "상태"],
  on: ["on", "켜짐"],
  off: ["off", "꺼짐"],
  manage: ["Manage", "관리"],
  switchOn: ["Switch on", "켜기"],
  switchOff: ["Switch off", "끄기"],
  change: ["Change", "바꾸기"],
  delete: ["Delete", "삭제"],
  reallyDelete: ["Delete the rule {id}? Its alerts are over then.", "규칙 {id}을(를) 삭제할까요? 그 알림은 끝납니다."],
  held: ["for {seconds} s", "{seconds}초 동안"],
  above: ["above", "초과"],
  below: ["below", "미만"],
  aSecond: ["a second", "초당"],
  times: ["{factor} times as long as usual", "평소의 {factor}배"],
  aDay: ["{size} a day", "하루 {size}"],
  seconds: ["{seconds} s or longer", "{seconds}초 이상"],
  always: ["each time", "매번"],
  lasting: ["when it lasts for {seconds} s", "{seconds}초 동안 이어질 때"],
  newRule: ["A new rule", "새 규칙"],
  changeRule: ["Change the rule {id}", "규칙 {id} 바꾸기"],
  metric: ["Status variable", "상태 변수"],
  comparison: ["Is", "비교"],
  threshold: ["Than", "기준값"],
  factor: ["Times as long as usual", "평소의 몇 배"],
  bytesADay: ["Bytes a day", "하루 바이트"],
  secondsLong: ["Seconds", "초"],
  forSeconds: ["Holds for, seconds", "지속 시간(초)"],
  holdOffSeconds: ["Told again after, seconds", "다시 알리기까지(초)"],
  save: ["Save", "저장"],
  add: ["Add", "추가"],
  cancel: ["Cancel", "취소"],
});

const NAMES = messages({
  threshold: ["a status variable", "상태 변수"],
  rate: ["a status variable's growth", "상태 변수의 증가"],
  plan_changed: ["a plan changed", "실행 계획 변경"],
  latency_regression: ["a family became slower", "구문 계열이 느려짐"],
  event_failed: ["an EVENT failed", "EVENT 실패"],
  event_missed: ["an EVENT did not run", "EVENT 미실행"],
  event_overrun: ["an EVENT ran too long", "EVENT 시간 초과"],
  replication_stopped: ["replication stopped", "복제 중단"],
  storage_growth: ["storage grows", "저장 공간 증가"],
  instance_failing: ["an instance cannot be watched", "인스턴스 감시 불가"],
  slow_query: ["a slow statement", "느린 구문"],
});

export const KINDS = [
  "threshold",
  "rate",
  "plan_changed",
  "latency_regression",
  "event_failed",
  "event_missed",
  "event_overrun",
  "replication_stopped",
  "storage_growth",
  "instance_failing",
  "slow_query",
] as const;

/** A kind's name for people. */
export function kindOf(kind: string): string {
  const known = KINDS.find((each) => each === kind);
  return known ? NAMES(known) : kind;
}
