/** What the input `connection` says where every connection of the config is meant: no connection may be called so. */
export const ALL_CONNECTIONS = "all";
