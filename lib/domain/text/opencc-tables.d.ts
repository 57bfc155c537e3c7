/** OpenCC's dictionaries as opencc-js ships them, without types: `from to` pairs, split by bars. */
declare module "opencc-js/dict/*" {
  const table: string;
  export default table;
}
