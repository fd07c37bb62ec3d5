import { messages } from "../messages";

export const t = messages({
  waits: ["Who waits for whom", "누가 누구를 기다리나"],
  waitsHow: ["the one who holds the lock above those who wait for it", "잠금을 가진 쪽 아래에 기다리는 쪽"],
  none: ["Nobody waits for a lock now.", "지금 잠금을 기다리는 연결이 없습니다."],
  waitsOn: ["{n} wait", "{n}개 대기"],
  cut: ["only the first are shown", "처음 일부만 표시"],
  holds: ["holds it, {seconds}", "보유 중, {seconds}"],
  waitsFor: ["waits {seconds} for {kind} {object} {mode}", "{seconds} 동안 대기: {kind} {object} {mode}"],
  idle: ["no statement: its transaction is open", "구문 없음: 트랜잭션이 열려 있음"],
  series: ["Waits over time", "시간에 따른 대기"],
  seriesHow: ["the most at once", "동시에 가장 많았던 수"],
  noSeries: ["Nobody waited in this stretch of time.", "이 기간에는 대기가 없었습니다."],
  waiting: ["waiting: {instance}", "대기: {instance}"],
  open: ["open transactions: {instance}", "열린 트랜잭션: {instance}"],
  deadlocks: ["Deadlocks", "교착 상태"],
  deadlocksHow: ["as InnoDB reported them", "InnoDB가 보고한 대로"],
  noDeadlocks: ["None in this stretch of time.", "이 기간에는 없습니다."],
});
