// Tells the address of one file of weights from that of a folder. Pure.

/** Whether what somebody wrote is one file of weights, at an address or in a repository of the hub, and no folder. Pure. */
export function isFileAddress(text: string): boolean {
  return /^(https?:\/\/[^?#]+|[\w.-]+\/[\w.-]+(@[^/]+)?\/[^?#]+)\.(safetensors|ckpt|pt|pth|bin)([?#].*)?$/i.test(text);
}
