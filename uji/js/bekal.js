/* What every browser has and node 18 lacks. Imported before what is tested. */
import { webcrypto } from "node:crypto";

globalThis.crypto ??= webcrypto;
