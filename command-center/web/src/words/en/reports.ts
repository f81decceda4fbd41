export default {
  report: {
    title: "Reports",
    none: "Nothing was reported yet.",
    photo: "Photograph taken by {name}",
  },
  appeal: {
    title: "Appeals against ratings",
    rated: "The resident gave {n} stars: {words}",
    reason: "The volunteer says: {reason}",
    answerBy: "To be answered by {time}",
    decide: "Decide",
    text: "Decision and reasons",
    hint: "A rating against which an appeal is upheld counts for nothing, and stays on record. The volunteer reads what you write.",
    uphold: "Uphold the appeal",
    reject: "Keep the rating",
    upheld: "Upheld: {text}",
    rejected: "Rating kept: {text}",
  },
};
