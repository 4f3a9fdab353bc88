FROM alpine
RUN 3<<EOF cat <&3
three
EOF
RUN cat 0<<IN 4<<'OTHER' 12<<-LAST
zero
IN
four
OTHER
	twelve
	LAST
