/** OpenCC's dictionaries in opencc-js, which come without types: `from to` pairs, separated by bars. */
declare module "opencc-js/dict/*" {
  const table: string;
  export default table;
}
