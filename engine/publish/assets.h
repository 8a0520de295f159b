/* What every page links to, embedded in the library when it is built: cmake/MynegaiEmbed.cmake makes both arrays out
   of web/site.css and of web/src bundled into one classic script. A NUL follows each and is not counted. The script is
   empty (size 0) where the build had no Node: pages are whole without it. */
#ifndef MYN_PUBLISH_ASSETS_H
#define MYN_PUBLISH_ASSETS_H

#include <stddef.h>

extern const char myn_site_css[];
extern const size_t myn_site_css_size;
extern const char myn_site_js[];
extern const size_t myn_site_js_size;

#endif
