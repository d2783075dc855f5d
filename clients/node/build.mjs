// Builds the package: copies the protos into it, makes their types, compiles. `ISNAD_PROTO` names the folder of the protos
// where it is not ../../proto.
import {execFileSync} from 'node:child_process';
import {cpSync, readdirSync, rmSync} from 'node:fs';
import {join} from 'node:path';

const run = (program, ...args) => execFileSync(process.execPath, [join('node_modules', program), ...args], {stdio: 'inherit'});

for (const made of ['proto', 'src/gen', 'dist']) rmSync(made, {recursive: true, force: true});
cpSync(process.env.ISNAD_PROTO ?? '../../proto', 'proto', {recursive: true, filter: path => !path.endsWith('CMakeLists.txt')});
const files = readdirSync('proto/isnad/v1').filter(name => name.endsWith('.proto')).map(name => `isnad/v1/${name}`);
run('@grpc/proto-loader/build/bin/proto-loader-gen-types.js', '--grpcLib=@grpc/grpc-js', '--outDir=src/gen', '--includeDirs=proto',
  '--enums=String', '--longs=Number', '--defaults', '--oneofs', '--importFileExtension=.js', '--includeComments',
  '--outputTemplate=%s__Output', '--inputTemplate=%s', ...files);
run('typescript/bin/tsc');
