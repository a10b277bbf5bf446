import type { Column } from "./column";
import { contains, isRange, type Selection } from "./selection";

interface Props<Row> {
  row: Row;
  index: number;
  columns: readonly Column<Row>[];
  className: string;
  selection: Selection;
  expanded: boolean | undefined;
  level: number | undefined;
}

export function BodyRow<Row>(props: Props<Row>) {
  const { row, index, columns, selection } = props;
  const range = isRange(selection);
  return (
    <tr
      class={props.className}
      aria-rowindex={index + 2}
      {...(props.expanded === undefined ? {} : { "aria-expanded": props.expanded })}
      {...(props.level === undefined ? {} : { "aria-level": props.level })}
    >
      {columns.map((column, position) => {
        const active = selection.active.row === index && selection.active.column === position;
        const selected = range && contains(selection, index, position);
        const classes = [
          column.numeric && "num",
          column.tone?.(row),
          selected && "selected",
          active && "active",
        ];
        return (
          <td
            key={column.key}
            class={classes.filter(Boolean).join(" ")}
            data-row={index}
            data-column={position}
            tabIndex={active ? 0 : -1}
            aria-colindex={position + 1}
            {...(selected ? { "aria-selected": true } : {})}
          >
            {column.cell(row)}
          </td>
        );
      })}
    </tr>
  );
}
