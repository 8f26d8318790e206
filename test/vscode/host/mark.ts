/** Begins each line of the tests' report, which shares its way out with the workbench's own log. */
export const MARK = '│ ';
