import { messages } from "../messages";

export const t = messages({
  running: ["Running now", "지금 실행 중"],
  runningHow: ["statements that have run longer than the threshold", "기준보다 오래 실행 중인 구문"],
  noneRunning: [
    "None: no statement runs longer than the threshold (MYSQL_EXEC_TIME, 2 s) on a watched instance.",
    "없습니다. 감시 중인 인스턴스에 기준(MYSQL_EXEC_TIME, 2초)보다 오래 실행 중인 구문이 없습니다.",
  ],
  transactions: ["Open transactions", "열린 트랜잭션"],
  transactionsHow: ["also those that only wait for their client", "클라이언트를 기다리기만 하는 것도 포함"],
  noneOpen: ["None that is open for long.", "오래 열려 있는 것이 없습니다."],
  since: ["Since", "시작"],
  seconds: ["Seconds", "초"],
  instance: ["Instance", "인스턴스"],
  connection: ["Connection", "연결"],
  user: ["User", "사용자"],
  schema: ["Schema", "스키마"],
  examined: ["Rows examined", "읽은 행"],
  state: ["State", "상태"],
  locked: ["Rows locked", "잠근 행"],
  modified: ["Rows modified", "바꾼 행"],
  statement: ["Statement", "구문"],
  more: ["More", "더 보기"],
  plan: ["plan", "실행 계획"],
  family: ["family", "계열"],
  kill: ["End it", "종료"],
});
