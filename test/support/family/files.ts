import { readFileSync } from 'node:fs';
import type { Graph } from '../../../host/model/graph.ts';
import { importFamilyFile } from '../../../tools/train/family/measure.ts';
import { members } from '../../../tools/train/family/members.ts';
import { cutEvenly } from '../operators/cut.ts';

const folder = new URL('../../../models/', import.meta.url);
const RECORDS = 200;

/** The committed networks. */
export const familyFiles = members.flatMap(({ name, files }) =>
  files.map((file) => ({ member: name, file, bytes: readFileSync(new URL(`family/${file}`, folder)) })),
);

export const familyGraph = ({ file, bytes }: (typeof familyFiles)[number]): Graph => importFamilyFile(file, bytes);

/** The images of the demo model, which all members take, too, and their classes. */
export const familyRecords = (): readonly Uint8Array[] =>
  cutEvenly(readFileSync(new URL('demo/fashion-test.x.bin', folder)), RECORDS);
export const familyLabels = (): Uint8Array => readFileSync(new URL('demo/fashion-test.y.bin', folder));
