import { type Wire } from "@muster/shared";
import { defineStore } from "pinia";
import { computed, ref } from "vue";
import { api, ask } from "./api";

type Role = Wire["Role"];

/** Who is signed in at this desk. */
export const useSession = defineStore("session", () => {
  const user = ref<Wire["User"]>();
  const about = ref<Wire["About"]>({ trial: false, passkeys: false, confirmPeopleAbove: 0 });
  const ended = ref(false);

  async function resume(): Promise<void> {
    about.value = await ask(api.GET("/about")).catch(() => about.value);
    const session = await ask(api.GET("/session")).catch(() => undefined);
    user.value = session?.user;
    api.csrf = session?.csrf;
    ended.value = false;
  }

  async function signIn(login: string, password: string, otp: string): Promise<void> {
    const body = { login, password, ...(otp ? { otp } : {}) };
    const opened = await ask(api.POST("/session", { body }));
    api.csrf = opened.csrf;
    user.value = opened.user;
    ended.value = false;
  }

  async function signOut(): Promise<void> {
    await ask(api.DELETE("/session")).catch(() => undefined);
    forget();
  }

  function forget(): void {
    api.csrf = undefined;
    user.value = undefined;
  }

  const is = (...roles: Role[]): boolean => roles.some((role) => user.value?.roles.includes(role) ?? false);
  const isPost = computed(() => is("commander", "dispatcher"));

  return { user, about, ended, resume, signIn, signOut, forget, is, isPost };
});
