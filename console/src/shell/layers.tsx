/** What stands over any page: a document, the search, an export, a question who is there. */
import type { ComponentType } from "preact";
import { place } from "../router";
import { Lazy, type Load } from "../router/lazy";
import { confirmation } from "../session/confirmation";
import { exportOrder } from "../ui/export-order";
import { searchOpen } from "./shortcuts";

type Part = Promise<ComponentType<{ id: string }>>;

const drawer: Load = (): Part => import("../screens/document").then((part) => part.DocumentDrawer);
const search: Load = (): Part => import("../screens/search").then((part) => part.SearchDialog);
const confirm: Load = (): Part =>
  import("../screens/confirmation").then((part) => part.ConfirmationDialog);
const order: Load = (): Part => import("../screens/exports").then((part) => part.ExportDialog);

export function Layers() {
  const document = new URLSearchParams(place.value.search).get("doc") ?? "";
  return (
    <>
      {/^\d{1,15}$/.test(document) && <Lazy load={drawer} id={document} wait />}
      {searchOpen.value && <Lazy load={search} id="" wait />}
      {exportOrder.value && <Lazy load={order} id="" wait />}
      {confirmation.value && <Lazy load={confirm} id="" wait />}
    </>
  );
}
