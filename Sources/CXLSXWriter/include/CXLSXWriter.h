// libxlsxwriter (BSD), as Debian's libxlsxwriter-dev installs it, looked for only when a workbook is
// written: a program that links it would load it, minizip and libcrypto at every start.
#ifndef UNDERMAT_CXLSXWRITER_H
#define UNDERMAT_CXLSXWRITER_H

#include <xlsxwriter.h>

/// The functions of the library that are used; each is called as its documentation says.
#define XLSXWRITER_FUNCTIONS(EACH)   \
  EACH(lxw_strerror)                 \
  EACH(workbook_new_opt)             \
  EACH(workbook_close)               \
  EACH(workbook_set_properties)      \
  EACH(workbook_add_worksheet)       \
  EACH(workbook_add_chart)           \
  EACH(workbook_add_format)          \
  EACH(format_set_bold)              \
  EACH(format_set_bg_color)          \
  EACH(format_set_text_wrap)         \
  EACH(format_set_num_format)        \
  EACH(worksheet_set_column)         \
  EACH(worksheet_set_landscape)      \
  EACH(worksheet_set_paper)          \
  EACH(worksheet_fit_to_pages)       \
  EACH(worksheet_freeze_panes)       \
  EACH(worksheet_repeat_rows)        \
  EACH(worksheet_autofilter)         \
  EACH(worksheet_write_string)       \
  EACH(worksheet_write_number)       \
  EACH(worksheet_write_boolean)      \
  EACH(worksheet_insert_chart_opt)   \
  EACH(chart_add_series)             \
  EACH(chart_series_set_categories)  \
  EACH(chart_series_set_values)      \
  EACH(chart_series_set_labels)      \
  EACH(chart_title_set_name)         \
  EACH(chart_legend_set_position)    \
  EACH(chart_axis_set_reverse)

#define XLSXWRITER_FIELD(name) __typeof__(&name) _Nonnull name;
typedef struct {
  XLSXWRITER_FUNCTIONS(XLSXWRITER_FIELD)
} xlsxwriter_library;

/// The library, loaded by the first call; NULL if it is not installed in the version that this was
/// built for.
const xlsxwriter_library *_Nullable xlsxwriter_load(void);

#endif
