// zlib, for the deflated files inside of zip archives.
#include <zlib.h>
