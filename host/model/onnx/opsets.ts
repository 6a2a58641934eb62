import { damaged, printable } from '../errors.ts';
import { isQonnx } from './qonnx/domains.ts';
import type { Refusals } from './refusal.ts';
import type { ModelProto } from './schema.ts';

/** Versions of ONNX's own operator set: QLinearConv and QuantizeLinear came with 10; 23 is the newest that was looked at. */
const OLDEST = 10;
const NEWEST = 23;
/** QONNX has quantisers of its own: Brevitas wrote 9 in 2021. */
const OLDEST_QONNX = 9;

const isOnnx = (domain: string): boolean => domain === '' || domain === 'ai.onnx';

/** The version at which each domain is imported. Those that no node uses do no harm. */
export const opsetsOf = ({ opsetImport, graph }: ModelProto, refusals: Refusals): ReadonlyMap<string, number> => {
  const versions = new Map<string, number>();
  const oldest = graph && isQonnx(graph) ? OLDEST_QONNX : OLDEST;
  for (const { domain, version } of opsetImport) {
    for (const name of isOnnx(domain) ? ['', 'ai.onnx'] : [domain]) versions.set(name, version);
    if (isOnnx(domain) && (version < oldest || version > NEWEST))
      refusals.feature(`operator set ${version}; ${oldest} to ${NEWEST} are known`);
  }
  if (!versions.has('') && graph?.node.some(({ domain }) => isOnnx(domain)))
    throw damaged('no operator set is imported');
  const domains = new Set(graph?.node.map(({ domain }) => domain).filter((domain) => !isOnnx(domain)));
  for (const domain of domains)
    if (domain === 'com.microsoft' && (versions.get(domain) ?? 1) !== 1)
      refusals.feature(`version ${versions.get(domain)} of ${printable(domain)}`);
  return versions;
};
