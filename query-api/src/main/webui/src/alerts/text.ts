import { messages } from "../messages";

export const t = messages({
  alerts: ["Alerts", "알림"],
  noAlerts: [
    "None. The collector checks its rules all the time and shows here what they find.",
    "없습니다. 수집기가 규칙을 늘 확인하고, 찾은 것을 여기에 보여 줍니다.",
  ],
  changes: ["Plans that changed", "바뀐 실행 계획"],
  noChanges: ["None in this stretch of time.", "이 기간에는 없습니다."],
  state: ["State", "상태"],
  severity: ["Severity", "심각도"],
  since: ["Since", "시작"],
  instance: ["Instance", "인스턴스"],
  rule: ["Rule", "규칙"],
  what: ["What", "내용"],
  time: ["Time", "시각"],
  schema: ["Schema", "스키마"],
  seenBefore: ["Seen before", "전에도 있었음"],
  yes: ["yes", "예"],
  no: ["no", "아니요"],
  family: ["Family", "구문 계열"],
  beforeAndAfter: ["before and after", "이전과 이후"],
  pending: ["pending", "대기"],
  firing: ["firing", "발생 중"],
  resolved: ["resolved", "해소"],
});
