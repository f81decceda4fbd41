import orders from "./orders";
import people from "./people";
import plan from "./plan";
import progress from "./progress";
import proofs from "./proofs";
import reports from "./reports";
import shell from "./shell";
import talk from "./talk";
import watch from "./watch";

export default {
  ...shell,
  ...orders,
  ...progress,
  ...people,
  ...plan,
  ...proofs,
  ...reports,
  ...talk,
  ...watch,
};
