export default { app: { name: "Muster" } };
