// Opens a workbook with the library, types texts into cells, and saves it again.
// node edit.mjs exceljs|sheetjs SOURCE TARGET '[{"sheet": "Responses", "cell": "C9", "text": "Yes"}]'
import { readFileSync, writeFileSync } from "node:fs";

const [library, source, target, typed] = process.argv.slice(2);
const edits = JSON.parse(typed);

const libraries = {
  async exceljs() {
    const { default: ExcelJS } = await import("exceljs");
    const book = new ExcelJS.Workbook();
    await book.xlsx.readFile(source);
    for (const { sheet, cell, text } of edits) book.getWorksheet(sheet).getCell(cell).value = text;
    await book.xlsx.writeFile(target);
  },
  async sheetjs() {
    const { default: XLSX } = await import("xlsx");
    const book = XLSX.read(readFileSync(source), { cellStyles: true });
    for (const { sheet, cell, text } of edits) XLSX.utils.sheet_add_aoa(book.Sheets[sheet], [[text]], { origin: cell });
    writeFileSync(target, XLSX.write(book, { type: "buffer", bookType: target.split(".").pop() }));
  },
};

await libraries[library]();
