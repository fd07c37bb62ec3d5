import { messages } from "./messages";

/** The texts of the frame around every page. */
export const t = messages({
  skip: ["Skip to the content", "본문으로 건너뛰기"],
  menu: ["Menu", "메뉴"],
  pages: ["Pages", "페이지"],
  range: ["Stretch of time", "기간"],
  logOut: ["Log out", "로그아웃"],
  minutes15: ["last 15 minutes", "최근 15분"],
  hour: ["last hour", "최근 1시간"],
  hours6: ["last 6 hours", "최근 6시간"],
  day: ["last day", "최근 1일"],
  days7: ["last 7 days", "최근 7일"],
  weeks4: ["last 4 weeks", "최근 4주"],

  overview: ["Overview", "개요"],
  load: ["Load", "부하"],
  slowQueries: ["Slow queries", "느린 쿼리"],
  running: ["Running now", "실행 중"],
  locks: ["Locks", "잠금"],
  events: ["Events", "이벤트"],
  storage: ["Storage", "저장 공간"],
  status: ["Status", "상태"],
  rowChanges: ["Row changes", "행 변경"],
  coverage: ["Coverage", "커버리지"],
  collection: ["Collection", "수집"],
  alerts: ["Alerts", "알림"],
  plan: ["Draw a plan", "실행 계획"],
  reports: ["Reports", "보고서"],
  tokens: ["Tokens", "토큰"],
  audit: ["Audit log", "감사 로그"],
  instances: ["Instances", "인스턴스"],
  settings: ["Settings", "설정"],
  noPage: ["There is no such page.", "그런 페이지가 없습니다."],

  token: ["Access token", "접근 토큰"],
  logIn: ["Log in", "로그인"],
  logInByProvider: ["Log in with your organisation's account", "조직 계정으로 로그인"],
  whoHasIt: [
    "The one who runs Spyhop has it: the setting spyhop.access.viewer-token, operator-token or admin-token of query-api.",
    "Spyhop 운영자가 알려 줍니다: query-api의 설정 spyhop.access.viewer-token, operator-token 또는 admin-token.",
  ],

  timesIn: ["times in {zone}", "시각은 {zone}"],
  dragToZoom: ["drag to zoom", "끌어서 확대"],

  keys: ["Keys", "단축키"],
  keysHow: ["? shows and hides this; g and a letter goes to a page", "?는 이 목록을 여닫고, g와 글자 하나는 페이지로 갑니다"],
  keySearch: ["to the first search or filter of the page", "페이지의 첫 검색/필터로"],
  close: ["Close", "닫기"],
});
