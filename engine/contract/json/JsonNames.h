// What enums are called on the wire; each codec names its own.
#pragma once

#include <optional>
#include <span>
#include <type_traits>

namespace unmta::wire {

// What is on the wire for each value of an enum.
template <typename E>
struct EnumName
{
    E value;
    const char *name;
};
template <typename E>
std::span<const EnumName<E>> enumNames(E);

// What a name stands for that is not among them; without a value it is json.unknown_value.
template <typename E>
inline constexpr std::optional<E> ifUnknown = std::nullopt;

template <typename T>
concept Enumeration = std::is_enum_v<T>;

} // namespace unmta::wire
