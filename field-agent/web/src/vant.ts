import { Button, Cell, CellGroup, ConfigProvider, Field, Tab, Tabbar, TabbarItem, Tabs, Tag } from "vant";
import "vant/es/button/style/index";
import "vant/es/cell/style/index";
import "vant/es/cell-group/style/index";
import "vant/es/config-provider/style/index";
import "vant/es/field/style/index";
import "vant/es/tab/style/index";
import "vant/es/tabbar/style/index";
import "vant/es/tabbar-item/style/index";
import "vant/es/tabs/style/index";
import "vant/es/tag/style/index";
import type { App } from "vue";

/** The parts of Vant that the phone uses, and no others. */
export const vant = {
  install(app: App): void {
    for (const part of [Button, Cell, CellGroup, ConfigProvider, Field, Tab, Tabbar, TabbarItem, Tabs, Tag])
      app.use(part);
  },
};
