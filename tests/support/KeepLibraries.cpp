// Linked in with sanitizers only: libraries stay loaded, so that what one of them leaks has its name in the finding and
// can be told from what we leak.
extern "C" int dlclose(void* /*library*/) {
    return 0;
}
