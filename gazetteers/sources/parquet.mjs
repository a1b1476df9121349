// Prints one column of a parquet table, one value a line: node parquet.mjs TABLE COLUMN
import fs from 'node:fs'
import { parquetReadObjects } from './cache/hyparquet/package/src/index.js'

const [table, column] = process.argv.slice(2)
const bytes = fs.readFileSync(table)
const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length)
for (const row of await parquetReadObjects({ file, columns: [column] })) {
  console.log(row[column])
}
