// Stands in for Chromium's libvk_swiftshader.so so that WebGPU offers shader-f16 on a machine without a GPU.
//
// Chromium's WebGPU accepts no CPU Vulkan driver but SwiftShader, which has no shader-f16. Mesa's lavapipe (>= 25)
// has it. This library forwards every call to lavapipe and reports SwiftShader's vendor and device id. Tests only.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdio.h>
#include <string.h>
#include <vulkan/vulkan.h>

#define EXPORT __attribute__((visibility("default")))
#define SWIFTSHADER_VENDOR 0x1AE0
#define SWIFTSHADER_DEVICE 0xC0DE

typedef PFN_vkVoidFunction (*GetProc)(VkInstance, const char *);
typedef VkResult (*Negotiate)(uint32_t *);

static PFN_vkGetPhysicalDeviceProperties lavapipe_properties;
static PFN_vkGetPhysicalDeviceProperties2 lavapipe_properties2;

static void *lavapipe(const char *symbol) {
  static void *library;
  if (!library) library = dlopen("libvulkan_lvp.so", RTLD_NOW | RTLD_LOCAL);
  if (library) return dlsym(library, symbol);
  fprintf(stderr, "lavapipe is missing (package mesa-vulkan-drivers): %s\n", dlerror());
  return NULL;
}

static void disguise(VkPhysicalDeviceProperties *properties) {
  properties->vendorID = SWIFTSHADER_VENDOR;
  properties->deviceID = SWIFTSHADER_DEVICE;
}

static VKAPI_ATTR void VKAPI_CALL disguised_properties(VkPhysicalDevice device, VkPhysicalDeviceProperties *out) {
  lavapipe_properties(device, out);
  disguise(out);
}

static VKAPI_ATTR void VKAPI_CALL disguised_properties2(VkPhysicalDevice device, VkPhysicalDeviceProperties2 *out) {
  lavapipe_properties2(device, out);
  disguise(&out->properties);
}

static PFN_vkVoidFunction replace(PFN_vkVoidFunction function, const char *name) {
  if (!function) return NULL;
  if (!strcmp(name, "vkGetPhysicalDeviceProperties")) {
    lavapipe_properties = (PFN_vkGetPhysicalDeviceProperties)function;
    return (PFN_vkVoidFunction)disguised_properties;
  }
  if (!strcmp(name, "vkGetPhysicalDeviceProperties2") || !strcmp(name, "vkGetPhysicalDeviceProperties2KHR")) {
    lavapipe_properties2 = (PFN_vkGetPhysicalDeviceProperties2)function;
    return (PFN_vkVoidFunction)disguised_properties2;
  }
  return function;
}

static PFN_vkVoidFunction forward(const char *loader, VkInstance instance, const char *name) {
  GetProc get = (GetProc)lavapipe(loader);
  return get ? replace(get(instance, name), name) : NULL;
}

EXPORT PFN_vkVoidFunction vk_icdGetInstanceProcAddr(VkInstance instance, const char *name) {
  return forward("vk_icdGetInstanceProcAddr", instance, name);
}

EXPORT PFN_vkVoidFunction vk_icdGetPhysicalDeviceProcAddr(VkInstance instance, const char *name) {
  return forward("vk_icdGetPhysicalDeviceProcAddr", instance, name);
}

EXPORT VkResult vk_icdNegotiateLoaderICDInterfaceVersion(uint32_t *version) {
  Negotiate negotiate = (Negotiate)lavapipe("vk_icdNegotiateLoaderICDInterfaceVersion");
  return negotiate ? negotiate(version) : VK_ERROR_INITIALIZATION_FAILED;
}

// Dawn opens the library directly and asks for the loader's name.
EXPORT PFN_vkVoidFunction vkGetInstanceProcAddr(VkInstance instance, const char *name) {
  if (!strcmp(name, "vkGetInstanceProcAddr")) return (PFN_vkVoidFunction)vkGetInstanceProcAddr;
  return vk_icdGetInstanceProcAddr(instance, name);
}
