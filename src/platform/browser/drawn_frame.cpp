#include "platform/browser/drawn_frame.h"

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <utility>

#include "imgui.h"

namespace platform {
namespace {

// Not against malice: two frames one after the other must not be taken for the same.
struct Hash {
    std::uint64_t value = 0x9E3779B97F4A7C15;

    void word(std::uint64_t bits) {
        value = (value ^ bits) * 0xFF51AFD7ED558CCD;
        value ^= value >> 32;
    }
    void bytes(const void* data, std::size_t size) {
        const auto* at = static_cast<const unsigned char*>(data);
        for (; size >= 8; at += 8, size -= 8) {
            std::uint64_t bits;
            std::memcpy(&bits, at, 8);
            word(bits);
        }
        std::uint64_t rest = size;
        for (std::size_t i = 0; i < size; ++i) rest = rest << 8 | at[i];
        word(rest);
    }
    template <class T>
    void all(const ImVector<T>& items) {
        bytes(items.Data, std::size_t(items.size_in_bytes()));
    }
};

}  // namespace

bool DrawnFrame::take(const ImDrawData& data, int pixels_wide, int pixels_high, std::uint32_t background) {
    bool textures_settled = true;
    if (data.Textures != nullptr)
        for (const ImTextureData* texture : *data.Textures) textures_settled &= texture->Status == ImTextureStatus_OK;
    Hash hash;
    std::vector<std::uint64_t> textures;
    hash.word(std::uint64_t(pixels_wide) << 32 | std::uint32_t(pixels_high));
    hash.word(background);
    hash.bytes(&data.DisplaySize, sizeof data.DisplaySize);
    for (const ImDrawList* list : data.CmdLists) {
        hash.all(list->VtxBuffer);
        hash.all(list->IdxBuffer);
        for (const ImDrawCmd& command : list->CmdBuffer) {
            hash.bytes(&command.ClipRect, sizeof command.ClipRect);
            hash.word(reinterpret_cast<std::uintptr_t>(command.TexRef._TexData));
            hash.word(std::uint64_t(command.TexRef._TexID));
            textures.push_back(std::uint64_t(command.TexRef._TexID));
            hash.word(std::uint64_t(command.VtxOffset) << 32 | command.IdxOffset);
            hash.word(command.ElemCount);
            hash.word(reinterpret_cast<std::uintptr_t>(command.UserCallback));
            hash.word(reinterpret_cast<std::uintptr_t>(command.UserCallbackData));
        }
    }
    const bool same = known_ && textures_settled && hash.value == hash_;
    known_ = true;
    hash_ = hash.value;
    std::sort(textures.begin(), textures.end());
    textures.erase(std::unique(textures.begin(), textures.end()), textures.end());
    textures_ = std::move(textures);
    return !same;
}

void DrawnFrame::texture_changed(std::uint64_t texture) {
    if (std::binary_search(textures_.begin(), textures_.end(), texture)) known_ = false;
}

}  // namespace platform
