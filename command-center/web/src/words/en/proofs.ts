/** Words about proofs of service. */
export default {
  proof: {
    title: "Proofs of service",
    hint: "Issued at once where both sides agreed and nothing is doubtful; doubtful ones are looked at here. A corrected record revokes the proofs that list it.",
    none: "Nobody has asked for a proof yet.",
    states: { waiting: "To be looked at", issued: "Issued", refused: "Not issued", revoked: "Revoked" },
    line: "{name}, {unit}, {from} to {until}",
    purpose: "For: {purpose}",
    number: "{number}, {hours} hours, issued {time}",
    corrected: "A record that it lists was corrected",
    reason: "Reason: {reason}",
    askedAt: "Asked for {time}",
    issue: "Right: issue it",
    refuse: "Do not issue",
    refuseHint: "The applicant reads the reason, such as: settle the hours with the community first",
    revoke: "Revoke",
    revokeHint: "Whoever checks it is told so. Please say why",
  },
};
