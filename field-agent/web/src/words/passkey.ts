/** Words about passkeys. */
export const zh = {
  title: "通行密钥",
  hint: "用本机的指纹、面容或锁屏密码登录，不必再收验证码。手机遗失时请在这里删除。",
  add: "在本机新建",
  remove: "删除",
  since: "{time} 新建",
  enter: "用通行密钥登录",
  dismissed: "没有完成验证，可重试，或用手机号登录。",
} as const;

export const en = {
  title: "Passkeys",
  hint: "Sign in by fingerprint, face or screen lock instead of a code. Remove the key of a lost phone here.",
  add: "Make one on this phone",
  remove: "Remove",
  since: "Made {time}",
  enter: "Sign in with a passkey",
  dismissed: "It was not proven. Try again, or sign in with your number.",
} as const;
