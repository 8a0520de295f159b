// An index whose names and codes try everything: markup, quotes, right-to-left, formulas, great length.
import fs from 'node:fs';
import path from 'node:path';

export const attacks = [
    '<script>window.pwned=1</script>', '</script><script>window.pwned=2</script>', '"><img src=x onerror=window.pwned=3>',
    "' onmouseover='window.pwned=4", '\u202eeman dekcart\u202c', 'مكان من اليمين', '\u{1F3F4}\u{1F409} place', '=cmd()|\' /C calc\'!A1', '+1+1', '@SUM(1)',
    '&lt;b&gt;', 'javascript:window.pwned=5', '<!-- ]]> ${window.pwned=6} {{7}}', 'x'.repeat(500), 'long '.repeat(100).trim(), '../../up', '%2e%2e%2f', 'a#b?c=d&e',
    '</title></style></textarea><svg onload=window.pwned=8>', '{"__proto__":{"pwned":9}}',
];
const areaCount = 70;
const quoted = (text) => `"${text.replace(/"/g, '""')}"`;
const yaml = (text) => JSON.stringify(text);
const name = (i) => attacks[i] || `Place ${i}`;
const code = (i) => (i < 5 ? ['<i>0</i>', '"1"', "'2", '=3', 'a/../4'][i] : `H${String(i).padStart(3, '0')}`);

// Squares in ten columns, so that there is a map of them.
function boundaries() {
    const square = (i) => {
        const [x, y] = [(i % 10) * 1000, Math.floor(i / 10) * 1000];
        return [[[x, y], [x + 1000, y], [x + 1000, y + 1000], [x, y + 1000], [x, y]]];
    };
    return {type: 'FeatureCollection', features: Array.from({length: areaCount}, (_, i) => (
        {type: 'Feature', properties: {code: code(i)}, geometry: {type: 'Polygon', coordinates: square(i)}}))};
}

export function writeHostile(folder) {
    const write = (file, text) => {
        fs.mkdirSync(path.dirname(path.join(folder, file)), {recursive: true});
        fs.writeFileSync(path.join(folder, file), text);
    };
    const areas = Array.from({length: areaCount}, (_, i) => i);
    write('datasets/hostile/areas.csv', ['code,name_en,name_cy', ...areas.map((i) => [code(i), name(i), i % 2 ? name(i) : ''].map(quoted).join(','))].join('\n') + '\n');
    write('datasets/hostile/values.csv', ['area,work,home', ...areas.map((i) => [quoted(code(i)), (i * 37) % 71, i === 9 ? '' : (i * i) % 53].join(','))].join('\n') + '\n');
    write('datasets/hostile/dataset.yml', `mynegai: 1
dataset: hostile
title: {en: ${yaml(attacks[0])}, cy: ${yaml(attacks[1])}}
source: ${yaml(attacks[2])}
licence: OGL-UK-3.0
areas:
  hostile: {file: areas.csv, code: code, name_en: name_en, name_cy: name_cy}
tables:
  - file: values.csv
    layout: wide
    area: area
    period: {value: 2023}
    series:
      work: {column: work, en: ${yaml(attacks[3])}, unit: ${yaml(attacks[0])}}
      home: {column: home, en: ${yaml(attacks[4])}, unit: "%"}
`);
    write('indices/hostile/nodes.csv', `code,parent,weight,direction,label_en,label_cy,source
all,,,,${quoted(attacks[1])},${quoted(attacks[0])},
work,all,1,+,${quoted(attacks[2])},${quoted(attacks[18])},work
home,all,1,-,${quoted(attacks[7])},${quoted(attacks[13])},home
`);
    write('indices/hostile/index.yml', `mynegai: 1
title: {en: ${yaml(attacks[18])}, cy: ${yaml(attacks[0])}}
data: hostile
areas: hostile
high_means: {en: ${yaml(attacks[0])}, cy: ${yaml(attacks[12])}}
editions: {2023: {}}
window: 1
indicators:
  - zscore: {ddof: 0}
aggregate: arithmetic
coverage: {least: 1, by: count}
publish:
  rank: {ties: min, first: highest}
  decimals: 2
  bands:
    ends: open
    list:
      - {below: -0.5, en: ${yaml(attacks[0])}, cy: ${yaml(attacks[2])}}
      - {below: 0.5, en: ${yaml(attacks[8])}, cy: ${yaml(attacks[5])}}
      - {en: ${yaml('a "high" one')}, cy: ${yaml('un <uchel>')}}
`);
    write('boundaries.geojson', JSON.stringify(boundaries()));
    return {index: path.join(folder, 'indices/hostile'), boundaries: path.join(folder, 'boundaries.geojson')};
}
