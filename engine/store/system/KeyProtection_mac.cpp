// Not compiled by whoever wrote it; see resources/docs/operator/platforms.md.
#include "store/system/KeyProtection.h"

#include "base/Log.h"

#include <QUuid>

#include <CoreFoundation/CoreFoundation.h>
#include <Security/Security.h>

#include <memory>
#include <type_traits>

namespace unmta::store {

namespace {

constexpr QByteArrayView head = "unmta-keychain-1\n";

struct Release
{
    void operator()(CFTypeRef object) const { CFRelease(object); }
};
template <typename Ref>
using Owned = std::unique_ptr<std::remove_pointer_t<Ref>, Release>;

Owned<CFStringRef> textOf(const QByteArray &text)
{
    return Owned<CFStringRef>(CFStringCreateWithCString(kCFAllocatorDefault, text.constData(), kCFStringEncodingUTF8));
}

// What names the entry of that id.
Owned<CFMutableDictionaryRef> entryOf(const QByteArray &id)
{
    Owned<CFMutableDictionaryRef> entry(CFDictionaryCreateMutable(
        kCFAllocatorDefault, 0, &kCFTypeDictionaryKeyCallBacks, &kCFTypeDictionaryValueCallBacks));
    CFDictionarySetValue(entry.get(), kSecClass, kSecClassGenericPassword);
    CFDictionarySetValue(entry.get(), kSecAttrService, CFSTR("net.unmta.tracking.master-key"));
    CFDictionarySetValue(entry.get(), kSecAttrAccount, textOf(id).get());
    return entry;
}

} // namespace

// The key itself lies in the keychain, and the file only says where. A daemon's user has no keychain that it may write
// to.
QByteArray protectedKey(const QByteArray &key)
{
    const QByteArray id = QUuid::createUuid().toString(QUuid::Id128).toLatin1();
    const auto entry = entryOf(id);
    const Owned<CFDataRef> secret(CFDataCreate(kCFAllocatorDefault, reinterpret_cast<const UInt8 *>(key.constData()),
                                               static_cast<CFIndex>(key.size())));
    CFDictionarySetValue(entry.get(), kSecValueData, secret.get());
    CFDictionarySetValue(entry.get(), kSecAttrLabel, CFSTR("unMTA Tracking: master key"));
    if (const OSStatus status = SecItemAdd(entry.get(), nullptr); status != errSecSuccess) {
        qCWarning(lcStore).noquote() << "the master key is kept by the rights of its file alone"
                                     << "status=" << status;
        return key;
    }
    return head.toByteArray() + id;
}

std::optional<QByteArray> unprotectedKey(const QByteArray &kept)
{
    if (!kept.startsWith(head))
        return kept;
    const auto entry = entryOf(kept.sliced(head.size()).trimmed());
    CFDictionarySetValue(entry.get(), kSecReturnData, kCFBooleanTrue);
    CFDictionarySetValue(entry.get(), kSecMatchLimit, kSecMatchLimitOne);
    CFTypeRef found = nullptr;
    if (SecItemCopyMatching(entry.get(), &found) != errSecSuccess || !found)
        return std::nullopt;
    const Owned<CFDataRef> data(static_cast<CFDataRef>(found));
    return QByteArray(reinterpret_cast<const char *>(CFDataGetBytePtr(data.get())),
                      static_cast<qsizetype>(CFDataGetLength(data.get())));
}

} // namespace unmta::store
