// Draws an SVG in several sizes; run by the build.
//
// usage: unmta-icons SVG PREFIX SIZE…      makes PREFIX16.png and so on
#include <QDir>
#include <QFileInfo>
#include <QImage>
#include <QPainter>
#include <QSvgRenderer>

#include <cstdio>
#include <cstdlib>

int main(int argc, char **argv)
{
    if (argc < 4) {
        std::fputs("usage: unmta-icons SVG PREFIX SIZE…\n", stderr);
        return 2;
    }
    QSvgRenderer drawing(QString::fromLocal8Bit(argv[1]));
    const QString prefix = QString::fromLocal8Bit(argv[2]);
    if (!drawing.isValid() || !QDir().mkpath(QFileInfo(prefix).absolutePath())) {
        std::fprintf(stderr, "unmta-icons: %s is no drawing, or there is no place for the pictures\n", argv[1]);
        return 1;
    }
    for (int i = 3; i < argc; ++i) {
        const int size = std::atoi(argv[i]);
        QImage picture(size, size, QImage::Format_ARGB32_Premultiplied);
        picture.fill(Qt::transparent);
        QPainter painter(&picture);
        painter.setRenderHint(QPainter::Antialiasing);
        drawing.render(&painter);
        painter.end();
        if (!picture.save(prefix + QString::number(size) + QStringLiteral(".png"))) {
            std::fprintf(stderr, "unmta-icons: a picture of size %s cannot be written\n", argv[i]);
            return 1;
        }
    }
    return 0;
}
