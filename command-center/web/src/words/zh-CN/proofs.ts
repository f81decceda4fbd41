/** Words about proofs of service (服务证明). */
export default {
  proof: {
    title: "服务证明",
    hint: "记录双方已确认且无疑点的，系统即时出具；有疑点的在这里核对后出具。记录更正后，所列证明自动作废。",
    none: "还没有人申请服务证明。",
    states: { waiting: "待核对", issued: "已出具", refused: "未出具", revoked: "已作废" },
    line: "{name}　{unit}　{from}至{until}",
    purpose: "用途：{purpose}",
    number: "{number}　{hours} 小时　{time} 出具",
    corrected: "所列记录已更正",
    reason: "原因：{reason}",
    askedAt: "{time} 申请",
    issue: "核对无误，出具",
    refuse: "不予出具",
    refuseHint: "原因会显示给申请人，例如：请先与社区核对时长",
    revoke: "作废",
    revokeHint: "作废后任何人核验都会看到。请说明原因",
  },
};
