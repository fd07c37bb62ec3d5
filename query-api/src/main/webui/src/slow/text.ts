import { messages } from "../messages";

export const t = messages({
  slowQueries: ["Slow queries", "느린 쿼리"],
  search: ["Search in all statements", "모든 구문에서 검색"],
  found: ["{n} found", "{n}건"],
  none: [
    "None. A statement that runs longer than the threshold appears within a second.",
    "없습니다. 기준보다 오래 걸리는 구문은 1초 안에 나타납니다.",
  ],
  newer: ["Newer", "더 최근"],
  older: ["Older", "더 이전"],
  page: ["page {page} of {pages}", "{pages}쪽 중 {page}쪽"],
  start: ["Start", "시작"],
  time: ["Time", "시간"],
  instance: ["Instance", "인스턴스"],
  schema: ["Schema", "스키마"],
  user: ["User", "사용자"],
  rowsExamined: ["Rows examined", "읽은 행"],
  statement: ["Statement", "구문"],
  more: ["More", "더 보기"],
  plan: ["plan", "실행 계획"],
  family: ["family", "계열"],
});
