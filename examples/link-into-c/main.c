/* Ten pictures through a network of picojoule's, in a program of ours: it prints each class and its scores, and ends. */
#include "fashion.h"
#include "semihosting.h"

extern const int8_t pictures[];
extern const int8_t pictures_end[];

static const char *const classes[] = {
    "T-shirt", "trousers", "pullover", "dress", "coat", "sandal", "shirt", "sneaker", "bag", "ankle boot",
};

int main(void) {
  for (const int8_t *picture = pictures; picture < pictures_end; picture += FASHION_INPUT_BYTES) {
    int8_t *input = fashion_input();
    for (int at = 0; at < FASHION_INPUT_BYTES; at++) input[at] = picture[at];

    fashion_invoke();

    const int8_t *scores = fashion_output();
    int best = 0;
    for (int at = 0; at < FASHION_OUTPUT_BYTES; at++) {
      print_number(scores[at]);
      print(" ");
      if (scores[at] > scores[best]) best = at;
    }
    print(classes[best]);
    print("\n");
  }
  return 0;
}
