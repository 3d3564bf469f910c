import { Server, Socket } from "node:net";

// Required by `npm run test:unit`: what stands under test/unit opens no socket, neither to listen nor to connect. What needs
// one stands under test/network, or further out.
for (const [prototype, method] of [
  [Server.prototype, "listen"],
  [Socket.prototype, "connect"],
] as const) {
  Object.defineProperty(prototype, method, {
    value: () => {
      throw new Error(`A unit test opens a socket: ${method}. It belongs under test/network.`);
    },
  });
}
