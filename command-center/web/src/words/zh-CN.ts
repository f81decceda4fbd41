export default { app: { name: "集结" } };
