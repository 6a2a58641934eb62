@ The first ten records of a set.
  .section .rodata.pictures
  .global pictures, pictures_end
pictures:
  .incbin "pictures.bin"
pictures_end:
