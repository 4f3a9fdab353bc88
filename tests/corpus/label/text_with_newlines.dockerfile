FROM alpine
LABEL text="one \
two \
three"
LABEL html="<a href=\"x\">y</a>" json="{\"a\": [1, 2]}"
