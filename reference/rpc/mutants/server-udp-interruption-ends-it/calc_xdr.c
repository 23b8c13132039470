// The types of calc.x, each in terms of those it is made of.
#include "xdr.h"

bool xdr_text(struct xdr* xdr, void* value) { return xdr_string(xdr, value, MAX_TEXT); }
bool xdr_joined(struct xdr* xdr, void* value) { return xdr_string(xdr, value, MAX_JOINED); }
bool xdr_greeting(struct xdr* xdr, void* value) { return xdr_string(xdr, value, MAX_GREETING); }
bool xdr_tag(struct xdr* xdr, void* value) { return xdr_opaque(xdr, value, sizeof(tag)); }

bool xdr_data(struct xdr* xdr, void* value) {
  data* opaque = value;
  return xdr_bytes(xdr, &opaque->data_val, &opaque->data_len, MAX_DATA);
}

bool xdr_numbers(struct xdr* xdr, void* value) {
  numbers* array = value;
  return xdr_array(xdr, (void**)&array->numbers_val, &array->numbers_len, MAX_NUMBERS, sizeof(int), xdr_int);
}

bool xdr_pair(struct xdr* xdr, void* value) {
  pair* both = value;
  return xdr_int(xdr, &both->first) && xdr_int(xdr, &both->second);
}

bool xdr_texts(struct xdr* xdr, void* value) {
  texts* both = value;
  return xdr_text(xdr, &both->first) && xdr_text(xdr, &both->second);
}

bool xdr_trend(struct xdr* xdr, void* value) { return xdr_int(xdr, value); }

bool xdr_div_result(struct xdr* xdr, void* value) {
  div_result* result = value;
  if (!xdr_int(xdr, &result->status)) return false;
  switch (result->status) {
    case DIV_OK:
      return xdr_int(xdr, &result->div_result_u.value.whole) && xdr_int(xdr, &result->div_result_u.value.rest);
    case DIV_BY_ZERO:
      return true;
    case DIV_OVERFLOW:
      return true;
  }
  return false;
}

bool xdr_stats(struct xdr* xdr, void* value) {
  stats* found = value;
  return xdr_hyper(xdr, &found->sum) && xdr_double(xdr, &found->mean) && xdr_float(xdr, &found->middle) &&
         xdr_trend(xdr, &found->direction) && xdr_bool(xdr, &found->repeats);
}

bool xdr_answer(struct xdr* xdr, void* value) {
  answer* result = value;
  if (!xdr_int(xdr, &result->what)) return false;
  switch (result->what) {
    case MISSING:
      return true;
    case WHOLE:
      return xdr_hyper(xdr, &result->answer_u.whole);
    case REAL:
      return xdr_double(xdr, &result->answer_u.real);
    case WORD:
      return xdr_text(xdr, &result->answer_u.word);
    case FLAG:
      return xdr_bool(xdr, &result->answer_u.flag);
  }
  return false;
}

static bool xdr_person_name(struct xdr* xdr, void* value) {
  person_name* name = value;
  return xdr_text(xdr, &name->given) && xdr_optional(xdr, (void**)&name->family, sizeof(text), xdr_text);
}

bool xdr_person(struct xdr* xdr, void* value) {
  person* human = value;
  return xdr_optional(xdr, (void**)&human->called, sizeof(person_name), xdr_person_name) &&
         xdr_optional(xdr, (void**)&human->companion, sizeof(person), xdr_person);
}

static bool xdr_item(struct xdr* xdr, void* value) {
  item* node = value;
  return xdr_int(xdr, &node->value) && xdr_list(xdr, &node->next);
}

bool xdr_list(struct xdr* xdr, void* value) { return xdr_optional(xdr, value, sizeof(item), xdr_item); }

static bool xdr_vertex(struct xdr* xdr, void* value) {
  vertex* node = value;
  return xdr_int(xdr, &node->value) && xdr_int(xdr, &node->left) && xdr_int(xdr, &node->right);
}

bool xdr_graph(struct xdr* xdr, void* value) {
  graph* array = value;
  return xdr_array(xdr, (void**)&array->graph_val, &array->graph_len, MAX_VERTICES, sizeof(vertex), xdr_vertex);
}

bool xdr_graph_result(struct xdr* xdr, void* value) {
  graph_result* result = value;
  if (!xdr_int(xdr, &result->status)) return false;
  switch (result->status) {
    case GRAPH_OK:
      return xdr_graph(xdr, &result->graph_result_u.vertices);
    case GRAPH_BAD_INDEX:
      return xdr_int(xdr, &result->graph_result_u.index);
  }
  return false;
}
