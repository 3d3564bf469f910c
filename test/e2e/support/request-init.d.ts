/** What Node's `fetch` takes of the Action's sources, which are checked here beside the types of a page: those lack it. */
interface RequestInit {
  duplex?: "half";
}
