import { messages } from "../messages";

export const t = messages({
  connecting: ["connecting", "연결 중"],
  live: ["live", "실시간"],
  lost: ["connection lost, trying again", "연결이 끊겨 다시 시도 중"],

  instances: ["Instances", "인스턴스"],
  addOne: ["Add one", "추가하기"],
  noInstances: ["None yet. What it needs: a name, host, user and password.", "아직 없습니다. 이름, 호스트, 사용자, 비밀번호가 필요합니다."],
  name: ["Name", "이름"],
  address: ["Address", "주소"],
  environment: ["Environment", "환경"],
  cluster: ["Cluster", "클러스터"],

  rowChanges: ["Row changes", "행 변경"],
  rowsASecond: ["rows a second, published and confirmed", "발행되고 확인된 초당 행"],
  noRowChanges: [
    "None in the last 15 minutes. The binlog monitor publishes each to RabbitMQ.",
    "최근 15분 동안 없습니다. binlog-monitor가 모든 변경을 RabbitMQ로 발행합니다.",
  ],
  rowsInAll: ["{rows} rows in the last 15 minutes", "최근 15분 동안 {rows}행"],
  inserts: ["inserts", "삽입"],
  updates: ["updates", "갱신"],
  deletes: ["deletes", "삭제"],

  topDigests: ["Top digests", "상위 구문 계열"],
  lastMinutes: ["last 15 minutes, by time", "최근 15분, 시간순"],
  noDigests: [
    "Nothing seen yet. The probe shows statements on the wire, the collector those inside the servers.",
    "아직 보이는 것이 없습니다. probe는 네트워크의 구문을, collector는 서버 안의 구문을 보여 줍니다.",
  ],
  family: ["Statement family", "구문 계열"],
  kind: ["Kind", "종류"],
  load: ["Load", "부하"],
  wire: ["Wire", "네트워크"],
  server: ["Server", "서버"],
  calls: ["calls", "호출"],
  errors: ["errors", "오류"],
  average: ["average", "평균"],
  rowsExamined: ["rows examined", "읽은 행"],
  before: ["before", "이전"],
  changed: ["against before", "이전 대비"],

  latestSlow: ["Latest slow queries", "최근 느린 쿼리"],
  noSlow: [
    "None. A statement that runs longer than the threshold appears within a second.",
    "없습니다. 기준보다 오래 걸리는 구문은 1초 안에 나타납니다.",
  ],
});
