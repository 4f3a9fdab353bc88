FROM alpine # 🐳
RUN echo "🐳 whale 👩‍🚀 astronaut 🇰🇷 flag"
LABEL a=é b=🏴 c="ｆｕｌｌｗｉｄｔｈ"
ENV Z=‍️ Y=‮rtl‬
# 🐳🐳🐳
CMD ["echo", "🐳"]
