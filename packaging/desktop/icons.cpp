// Draws an SVG in several sizes; run by the build.
//
// usage: unmta-icons SVG PREFIX SIZE…      makes PREFIX16.png and so on
//        unmta-icons SVG NAME.ico SIZE…    one file for Windows, with all sizes in it
//        unmta-icons SVG NAME.icns         one file for macOS, with the sizes that it knows
#include <QBuffer>
#include <QDir>
#include <QFileInfo>
#include <QImage>
#include <QPainter>
#include <QSaveFile>
#include <QSvgRenderer>
#include <QtEndian>

#include <cstdio>
#include <cstdlib>
#include <utility>

namespace {

QByteArray png(QSvgRenderer &drawing, int size)
{
    QImage picture(size, size, QImage::Format_ARGB32_Premultiplied);
    picture.fill(Qt::transparent);
    QPainter painter(&picture);
    painter.setRenderHint(QPainter::Antialiasing);
    drawing.render(&painter);
    painter.end();
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    picture.save(&buffer, "PNG");
    return buffer.data();
}

QByteArray little(quint32 value, int bytes)
{
    const quint32 swapped = qToLittleEndian(value);
    return QByteArray(reinterpret_cast<const char *>(&swapped), bytes);
}

QByteArray big(quint32 value)
{
    const quint32 swapped = qToBigEndian(value);
    return QByteArray(reinterpret_cast<const char *>(&swapped), sizeof swapped);
}

// A directory of pictures, which may be PNG since Windows Vista.
QByteArray ico(QSvgRenderer &drawing, const QList<int> &sizes)
{
    QByteArray head = little(0, 2) + little(1, 2) + little(static_cast<quint32>(sizes.size()), 2);
    QByteArray pictures;
    const auto start = static_cast<quint32>(head.size() + 16 * sizes.size());
    for (const int size : sizes) {
        const QByteArray picture = png(drawing, size);
        const quint32 side = size < 256 ? static_cast<quint32>(size) : 0;
        head += little(side, 1) + little(side, 1) + little(0, 2) + little(1, 2) + little(32, 2) +
                little(static_cast<quint32>(picture.size()), 4) +
                little(start + static_cast<quint32>(pictures.size()), 4);
        pictures += picture;
    }
    return head + pictures;
}

// Chunks of a type, which says the size, and a PNG.
QByteArray icns(QSvgRenderer &drawing)
{
    QByteArray chunks;
    for (const auto &[type, size] : {std::pair{"icp4", 16},
                                     {"icp5", 32},
                                     {"ic11", 32},
                                     {"ic12", 64},
                                     {"ic07", 128},
                                     {"ic13", 256},
                                     {"ic08", 256},
                                     {"ic14", 512},
                                     {"ic09", 512},
                                     {"ic10", 1024}}) {
        const QByteArray picture = png(drawing, size);
        chunks += type + big(static_cast<quint32>(picture.size() + 8)) + picture;
    }
    return "icns" + big(static_cast<quint32>(chunks.size() + 8)) + chunks;
}

bool write(const QString &path, const QByteArray &bytes)
{
    QSaveFile file(path);
    if (file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() && file.commit())
        return true;
    std::fprintf(stderr, "unmta-icons: %s cannot be written\n", qPrintable(path));
    return false;
}

} // namespace

int main(int argc, char **argv)
{
    if (argc < 3) {
        std::fputs("usage: unmta-icons SVG PREFIX SIZE… | NAME.ico SIZE… | NAME.icns\n", stderr);
        return 2;
    }
    QSvgRenderer drawing(QString::fromLocal8Bit(argv[1]));
    const QString target = QString::fromLocal8Bit(argv[2]);
    if (!drawing.isValid() || !QDir().mkpath(QFileInfo(target).absolutePath())) {
        std::fprintf(stderr, "unmta-icons: %s is no drawing, or there is no place for the pictures\n", argv[1]);
        return 1;
    }
    QList<int> sizes;
    for (int i = 3; i < argc; ++i)
        sizes << std::atoi(argv[i]);
    if (target.endsWith(QLatin1String(".ico")))
        return write(target, ico(drawing, sizes)) ? 0 : 1;
    if (target.endsWith(QLatin1String(".icns")))
        return write(target, icns(drawing)) ? 0 : 1;
    for (const int size : std::as_const(sizes)) {
        if (!write(target + QString::number(size) + QStringLiteral(".png"), png(drawing, size)))
            return 1;
    }
    return 0;
}
