export default {
  report: {
    title: "现场上报",
    none: "还没有现场上报。",
    photo: "{name} 拍摄的现场照片",
  },
  appeal: {
    title: "评价申诉",
    rated: "居民评价 {n} 星：{words}",
    reason: "申诉理由：{reason}",
    answerBy: "{time} 前答复",
    decide: "处理申诉",
    text: "处理意见",
    hint: "申诉成立的，该评价不计入统计；原评价仍保留在记录中。处理意见会显示给志愿者。",
    uphold: "申诉成立",
    reject: "维持评价",
    upheld: "申诉成立：{text}",
    rejected: "维持评价：{text}",
  },
};
