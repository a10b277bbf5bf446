/** Keyboard. */
import type { Texts } from "./message";

export const keyboard = {
  "keys.title": ["Atajos de teclado", "Keyboard shortcuts"],
  "keys.everywhere": ["En todas partes", "Everywhere"],
  "keys.grid": ["En tablas", "In tables"],
  "keys.filters": ["En filtros", "In filters"],
  "keys.help": ["Esta ayuda", "This help"],
  "keys.focus-filters": ["Ir a los filtros", "Go to the filters"],
  "keys.apply": ["Aplicar los filtros", "Apply the filters"],
  "keys.move": ["Mover la celda", "Move the cell"],
  "keys.ends": [
    "Inicio y fin de la fila; con Ctrl, de la tabla",
    "Start and end of the row; with Ctrl, of the table",
  ],
  "keys.page": ["Una pantalla arriba o abajo", "One screen up or down"],
  "keys.fold": ["En la primera columna: desplegar, plegar", "In the first column: unfold, fold"],
  "keys.open": ["Abrir la cifra o el documento", "Open the figure or document"],
  "keys.odoo": ["Abrir en Odoo", "Open in Odoo"],
  "keys.select": ["Ampliar la selección", "Extend the selection"],
  "keys.copy": ["Copiar para una hoja de cálculo", "Copy for a spreadsheet"],
  "keys.enabled": ["Usar letras sueltas como atajos", "Use single letters as shortcuts"],
  "keys.search": ["Buscar", "Search"],
  "keys.back": ["Cerrar lo que está encima", "Close what is on top"],
  "keys.day": ["Ir a la fecha", "Go to the date"],
  "keys.month": ["Mes anterior, siguiente", "Month before, after"],
  "keys.export": ["Exportar", "Export"],
  "keys.view": ["Vistas guardadas", "Saved views"],
  "keys.unfold-all": ["Desplegar todo el nivel", "Unfold the level"],
  "keys.select-all": ["Seleccionar todo", "Select all"],
  "keys.copy-titles": ["Copiar con los títulos", "Copy with the titles"],
} as const satisfies Texts;
