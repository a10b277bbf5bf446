/**
 * A table to read: only the visible rows are in the document, header, first column and total row
 * stay in sight, and the keyboard reaches every cell. It never sorts, filters or adds up: the
 * server does. The one sum is that of the selection, and it is exact.
 */
import type { ComponentChildren } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { count as formatCount } from "../format";
import { rememberSpot, spotOf } from "../router/memory";
import { rowHeight } from "../session/preferences";
import { t } from "../text";
import { webUrl } from "../ui/odoo-link";
import { phone } from "../ui/phone";
import { printing } from "../ui/printing";
import { BodyRow } from "./body-row";
import { ColumnChooser, chosenColumns } from "./chooser";
import { cellsOf, copy, giveTo, titlesOf, tooManyCells } from "./clipboard";
import type { Column } from "./column";
import { enterCell, focusControl, keyInControl } from "./controls";
import { EDGE, fitted } from "./fit";
import { Head } from "./head";
import { type Cell, moved, type Selection, single } from "./selection";
import { StatusBar } from "./status-bar";
import { useViewport } from "./use-viewport";
import {
  FOOT_HEIGHT,
  needsMore,
  reveal,
  rowsInView,
  rowsOfScreen,
  rowsSeen,
  runsOf,
} from "./window";

/** The first column stays in sight, so on a phone it must leave room for another one. */
const PHONE_NAME_WIDTH = 190;

interface Props<Row> {
  label: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  rowClass?: (row: Row) => string;
  /** All rows of the whole list, also those that are not loaded yet. */
  total: number;
  /** There are more rows than `total`; it is not known how many. */
  more?: boolean;
  /** Undefined: the row cannot be unfolded. */
  expanded?: (row: Row) => boolean | undefined;
  level?: (row: Row) => number;
  onUnfold?: (row: Row, open: boolean) => void;
  /** Unfolds every row that is loaded and folded. */
  onUnfoldAll?: (rows: readonly Row[]) => void;
  odooUrl?: (row: Row) => string | null;
  /** Begins a note about the row; false if there is nothing to write about. */
  onNote?: (row: Row) => boolean;
  sort?: string | undefined;
  sortHref?: (sort: string) => string;
  onNeedMore?: () => void;
  /** Names what the grid remembers: where it was scrolled, which cell was active. */
  entry: string;
  loading?: boolean;
  notice?: ComponentChildren;
  /** The person chooses the columns of the report. */
  report?: boolean;
}

export function Grid<Row>(props: Props<Row>) {
  const { rows } = props;
  const spot = spotOf(props.entry);
  const viewport = useViewport(spot?.top ?? 0);
  const chosen = props.report ? chosenColumns(props.columns) : props.columns;
  const columns = phone.value
    ? chosen.filter((column) => !column.wide)
    : fitted(chosen, viewport.width);
  const firstWidth = phone.value ? PHONE_NAME_WIDTH : (columns[0]?.width ?? 0);
  const otherWidths = columns.slice(1).reduce((sum, column) => sum + column.width, EDGE);
  const [selection, setSelection] = useState<Selection>(
    single({ row: spot?.row ?? 0, column: spot?.column ?? 0 }),
  );
  const focusWanted = useRef(false);
  const { top, height, element } = viewport;
  const { active } = selection;
  const view = rowsInView(top, height, rows.length);
  // On paper nothing stands for rows that are not printed.
  const end = printing.value ? view.to : rows.length;
  const runs = runsOf(view, active.row, end);

  useEffect(() => {
    rememberSpot(props.entry, { top, row: active.row, column: active.column });
  }, [props.entry, top, active]);

  const { onNeedMore } = props;
  useEffect(() => {
    if (onNeedMore && needsMore(top, height, rows.length)) onNeedMore();
  }, [onNeedMore, top, height, rows.length]);

  // Rows and columns can become fewer, for example when a row is folded.
  useEffect(() => {
    const row = Math.min(active.row, Math.max(0, rows.length - 1));
    const column = Math.min(active.column, columns.length - 1);
    if (row !== active.row || column !== active.column) setSelection(single({ row, column }));
  }, [rows.length, columns.length, active]);

  useLayoutEffect(() => {
    if (!focusWanted.current) return;
    focusWanted.current = false;
    const cell = element.current?.querySelector<HTMLElement>(
      `td[data-row="${active.row}"][data-column="${active.column}"]`,
    );
    cell?.focus({ preventScroll: true });
    cell?.scrollIntoView({ block: "nearest", inline: "nearest" });
  });

  const moveTo = (cell: Cell, extend: boolean) => {
    focusWanted.current = true;
    const target = reveal(cell.row, top, height);
    if (target !== top) viewport.scrollTo(target);
    setSelection(extend ? { active: cell, anchor: selection.anchor } : single(cell));
  };

  const onFirst = () => active.column === 0;

  const act = (event: KeyboardEvent): boolean => {
    const row = rows[active.row];
    const cell =
      event.target instanceof Element && event.target.closest<HTMLElement>("td[data-row]");
    if (row === undefined || !cell) return false;
    const inControl = event.target === cell ? null : keyInControl(event, cell);
    if (inControl !== null) return inControl;
    const open = props.expanded?.(row);
    const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
    const control = (event.ctrlKey || event.metaKey) && !event.altKey;
    if (control && event.key.toLowerCase() === "a") {
      const last = { row: rows.length - 1, column: columns.length - 1 };
      setSelection({ active: last, anchor: { row: 0, column: 0 } });
      return true;
    }
    if (control && event.shiftKey && event.key.toLowerCase() === "c") {
      if (!tooManyCells(selection)) {
        void copy([titlesOf(columns, selection), ...valuesOf(selection)]);
      }
      return true;
    }
    if (plain && event.shiftKey && event.key === "ArrowRight" && open === false && onFirst()) {
      focusWanted.current = true;
      props.onUnfoldAll?.(rows.filter((each) => props.expanded?.(each) === false));
      return props.onUnfoldAll !== undefined;
    }
    const unfolds = event.key === "ArrowRight" && open === false;
    const folds = event.key === "ArrowLeft" && open === true;
    if (plain && !event.shiftKey && active.column === 0 && (unfolds || folds)) {
      focusWanted.current = true;
      props.onUnfold?.(row, unfolds);
      return true;
    }
    if (plain && event.key === "Enter") return enterCell(cell);
    if (plain && event.key === "F2") return focusControl(cell);
    if (plain && event.key === "o") {
      const url = webUrl(props.odooUrl?.(row));
      if (url) window.open(url, "_blank", "noopener");
      return Boolean(url);
    }
    if (plain && event.key === "n" && props.onNote) return props.onNote(row);
    const extent = { rows: rows.length, columns: columns.length, screen: rowsOfScreen(height) };
    const target = moved(active, event.key, event.ctrlKey || event.metaKey, extent);
    if (!target || event.altKey) return false;
    moveTo(target, event.shiftKey);
    return true;
  };

  const valuesOf = (chosen: Selection) => cellsOf(rows, columns, chosen);

  const onCopy = (event: ClipboardEvent) => {
    if (!event.clipboardData || !getSelection()?.isCollapsed) return;
    event.preventDefault();
    if (!tooManyCells(selection)) giveTo(event.clipboardData, valuesOf(selection));
  };

  const onMouseDown = (event: MouseEvent) => {
    if (!(event.target instanceof Element) || event.button !== 0) return;
    const cell = event.target.closest<HTMLElement>("td[data-row]");
    if (!cell) return;
    const position = { row: Number(cell.dataset.row), column: Number(cell.dataset.column) };
    if (event.shiftKey) event.preventDefault();
    if (event.shiftKey || !event.target.closest("a, button")) moveTo(position, event.shiftKey);
    else setSelection(single(position));
  };

  const hasFoot = columns.some((column) => column.foot !== undefined);
  const [from, to] = rowsSeen(top, height, rows.length, hasFoot ? FOOT_HEIGHT : 0);
  return (
    <div class="panel grid">
      {props.loading && <div class="progress-line" />}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the table in it is the grid */}
      <div
        class="scroller"
        ref={element}
        onScroll={viewport.onScroll}
        onKeyDown={(event) => {
          if (act(event)) {
            event.preventDefault();
            event.stopPropagation();
          }
        }}
        onCopy={onCopy}
        onMouseDown={onMouseDown}
      >
        {/* biome-ignore lint/a11y/useAriaPropsSupportedByRole: both roles have all of them */}
        <table
          role={props.expanded ? "treegrid" : "grid"}
          aria-label={props.label}
          aria-rowcount={props.more ? -1 : props.total + 1 + (hasFoot ? 1 : 0)}
          aria-colcount={columns.length}
          aria-multiselectable="true"
          style={{ minWidth: `${firstWidth + otherWidths}px` }}
        >
          <colgroup>
            {columns.map((column, position) => (
              <col
                key={column.key}
                style={
                  position === 0
                    ? {}
                    : { width: `${column.width + (position === columns.length - 1 ? EDGE : 0)}px` }
                }
              />
            ))}
          </colgroup>
          <Head columns={columns} sort={props.sort} sortHref={props.sortHref} />
          <tbody>
            {runs.flatMap((run, at) => [
              <Space key={`space ${at}`} rows={run.from - (runs[at - 1]?.to ?? 0)} />,
              ...rows
                .slice(run.from, run.to)
                .map((row, offset) => (
                  <BodyRow
                    key={props.rowKey(row)}
                    row={row}
                    index={run.from + offset}
                    columns={columns}
                    className={props.rowClass?.(row) ?? ""}
                    selection={selection}
                    expanded={props.expanded?.(row)}
                    level={props.level?.(row)}
                  />
                )),
            ])}
            <Space key="space end" rows={end - (runs.at(-1)?.to ?? 0)} />
          </tbody>
          {hasFoot && (
            <tfoot>
              <tr aria-rowindex={props.total + 2}>
                {columns.map((column, position) => (
                  <td
                    key={column.key}
                    aria-colindex={position + 1}
                    class={column.numeric ? "num" : ""}
                  >
                    {column.foot}
                  </td>
                ))}
              </tr>
            </tfoot>
          )}
        </table>
      </div>
      {printing.value && (props.more || end < props.total) && (
        <p class="printed">
          {t("grid.printed", { n: formatCount(end), total: formatCount(props.total) })}
        </p>
      )}
      <StatusBar
        rows={t(props.more ? "grid.rows.more" : "grid.rows", {
          from: formatCount(from),
          to: formatCount(to),
          total: formatCount(props.total),
        })}
        selection={selection}
        valuesOf={valuesOf}
        notice={props.notice}
        chooser={props.report && !phone.value && <ColumnChooser columns={props.columns} />}
      />
    </div>
  );
}

/** Stands for rows that are not in the document. */
function Space({ rows }: { rows: number }) {
  if (rows <= 0) return null;
  return (
    // biome-ignore lint/a11y/noInteractiveElementToNoninteractiveRole: it only takes up room
    <tr class="space" role="presentation">
      <td role="presentation" style={{ height: `${rows * rowHeight.value}px` }} />
    </tr>
  );
}
