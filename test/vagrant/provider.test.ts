import { providerNamed } from '../../src/runner/providers.ts';
import { providerConformance } from '../conformance/provider.ts';

providerConformance('vagrant', () => providerNamed('vagrant'));
