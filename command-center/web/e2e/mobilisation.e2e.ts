import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { account, complaints, dropCurtain, raiseCurtain, token } from "../../../shared-model/web/e2e/stage";
import { theOperationComesToItsEnd } from "./acts/after";
import { theCommandPostThinksAgain } from "./acts/again";
import { theCommandPostMobilises } from "./acts/command";
import { unitsAndCommunitiesAnswer } from "./acts/field";
import { theLoadIsLookedAt } from "./acts/load";
import { theWatchKeepsAnEyeOnIt } from "./acts/watch";
import { play } from "./operation";

describe.sequential("a county is mobilised through its screens", () => {
  beforeAll(async () => {
    await raiseCurtain();
    play.dispatcher = await token(account("dispatcher"));
  });
  afterAll(dropCurtain);

  theCommandPostMobilises();
  unitsAndCommunitiesAnswer();
  theCommandPostThinksAgain();
  theWatchKeepsAnEyeOnIt();
  theOperationComesToItsEnd();
  theLoadIsLookedAt();

  it("complained of nothing in the browser", () => expect(complaints).toEqual([]));
});
