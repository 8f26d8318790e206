import { build } from 'esbuild';
await build({bundle:true,minify:process.argv[2]!=='raw',mainFields:['module','main'],charset:'utf8',entryPoints:{panel:'src/vscode/webview/panel.ts'},outdir:'/tmp/team/speed/webview',platform:'browser',format:'esm',absWorkingDir:'/tmp/team/speed/main'});
