import { Button, Cell, CellGroup, ConfigProvider, Field, Tab, Tabbar, TabbarItem, Tabs, Tag } from "vant";
// One by one: the bundle would bring a font of icons that the phone does not show.
import "vant/es/style/base.css";
import "vant/es/badge/index.css";
import "vant/es/loading/index.css";
import "vant/es/button/index.css";
import "vant/es/cell/index.css";
import "vant/es/cell-group/index.css";
import "vant/es/field/index.css";
import "vant/es/sticky/index.css";
import "vant/es/swipe/index.css";
import "vant/es/swipe-item/index.css";
import "vant/es/tab/index.css";
import "vant/es/tabs/index.css";
import "vant/es/tabbar/index.css";
import "vant/es/tabbar-item/index.css";
import "vant/es/tag/index.css";
import type { App } from "vue";

/** The parts of Vant that the phone uses, and no others. */
export const vant = {
  install(app: App): void {
    for (const part of [Button, Cell, CellGroup, ConfigProvider, Field, Tab, Tabbar, TabbarItem, Tabs, Tag])
      app.use(part);
  },
};
